package dev.elara.java.magic;

import dev.elara.shell.Execution;

/**
 * One use of a magic.
 *
 * @param execution the cell it stands in
 * @param arguments what follows the name on its line, without surrounding blanks
 * @param body the lines below a cell magic; empty for a line magic
 */
public record MagicCall(Execution execution, String arguments, String body) {}
