package dev.elara.java.generated;

import java.util.Set;

/**
 * A part of a generated cell.
 *
 * @param text its source
 * @param defines the names it defines
 */
record Piece(String text, Set<String> defines) {}
