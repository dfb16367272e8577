package dev.elara.shell;

import java.util.List;
import java.util.Map;

/**
 * What {@code kernel_info_reply} says of a language.
 *
 * @param name the language's name, {@code java}
 * @param version its version
 * @param mimeType the mime type of its source
 * @param fileExtension with the dot
 * @param codemirrorMode the editor mode
 * @param pygmentsLexer the lexer nbconvert uses
 * @param implementation the kernel's name
 * @param implementationVersion the kernel's version
 * @param banner the text a console shows at start
 * @param helpLinks title to URL
 * @param features {@code supported_features} beyond those of the kernel itself
 */
public record Language(
    String name,
    String version,
    String mimeType,
    String fileExtension,
    String codemirrorMode,
    String pygmentsLexer,
    String implementation,
    String implementationVersion,
    String banner,
    Map<String, String> helpLinks,
    List<String> features) {}
