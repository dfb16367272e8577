/** Tests of the whole: both workers, as the page starts them, in a browser. */
package dev.elara.web.site;
