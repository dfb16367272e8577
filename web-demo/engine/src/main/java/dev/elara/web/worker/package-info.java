/** The engine as a program in a worker: what it exports to JavaScript, and what it needs of it. */
@NullMarked
package dev.elara.web.worker;

import org.jspecify.annotations.NullMarked;
