package dev.elara.cli;

import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;

/** Why a file operation failed, in words: the JDK's own messages are often a bare path. */
public final class Reason {

  private Reason() {}

  /** One line, without the exception's class. */
  public static String of(IOException e) {
    return switch (e) {
      case NoSuchFileException missing -> "there is no " + missing.getFile();
      case AccessDeniedException denied -> "no permission for " + denied.getFile();
      case NotDirectoryException file -> file.getFile() + " is not a folder";
      case CharacterCodingException _ -> "it is not text in UTF-8";
      case FileSystemException failed when failed.getReason() == null ->
          "the system refused %s (%s)"
              .formatted(failed.getFile(), failed.getClass().getSimpleName());
      default -> String.valueOf(e.getMessage());
    };
  }
}
