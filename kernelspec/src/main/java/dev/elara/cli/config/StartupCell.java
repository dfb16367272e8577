package dev.elara.cli.config;

/**
 * A cell that runs before the user's first one.
 *
 * @param origin where it comes from, as an error names it
 * @param code its source
 */
public record StartupCell(String origin, String code) {}
