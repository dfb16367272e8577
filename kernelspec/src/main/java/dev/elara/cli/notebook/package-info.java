/** Notebook files (nbformat 4): read, given parameters and outputs, written back. */
@NullMarked
package dev.elara.cli.notebook;

import org.jspecify.annotations.NullMarked;
