/** JupyterLab in a real browser, with the packaged kernel. */
@NullMarked
package dev.elara.lab;

import org.jspecify.annotations.NullMarked;
