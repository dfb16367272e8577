/** Class files as values. */
@NullMarked
package dev.elara.web.engine.classfile;

import org.jspecify.annotations.NullMarked;
