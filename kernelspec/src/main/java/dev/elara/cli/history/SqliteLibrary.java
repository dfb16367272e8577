package dev.elara.cli.history;

import dev.elara.cli.PrivateFiles;
import dev.elara.ws.files.AtomicFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * SQLite's native library, unpacked once for each version instead of at each start: the driver's
 * own copy in the folder for temporary files stays there for ever when a kernel is killed.
 */
final class SqliteLibrary {

  private static final String PATH = "org.sqlite.lib.path";

  private SqliteLibrary() {}

  /**
   * Loads the library; blocks for the disk. If {@code folder} cannot be written, the driver looks
   * for a place itself.
   *
   * @throws SQLException if there is no library for this machine or it cannot be loaded
   */
  static synchronized void load(Path folder) throws SQLException {
    try {
      boolean unpacked = System.getProperty(PATH) == null && unpack(folder);
      SQLiteJDBCLoader.initialize();
      if (unpacked) {
        // A driver that a cell brings along must not load this version.
        System.clearProperty(PATH);
      }
    } catch (Exception | LinkageError failed) {
      throw new SQLException("SQLite's library cannot be loaded: " + failed.getMessage(), failed);
    }
  }

  private static boolean unpack(Path folder) {
    String name = LibraryLoaderUtil.getNativeLibName();
    Path home =
        folder.resolve(
            "sqlite-%s-%s-%s"
                .formatted(
                    SQLiteJDBCLoader.getVersion(), OSInfo.getOSName(), OSInfo.getArchName()));
    try (InputStream packed =
        SQLiteJDBCLoader.class.getResourceAsStream(
            LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name)) {
      if (packed == null) {
        return false;
      }
      Path library = home.resolve(name);
      if (!Files.exists(library)) {
        PrivateFiles.createFolders(home);
        AtomicFile.write(library, packed.readAllBytes());
      }
    } catch (IOException _) {
      return false;
    }
    System.setProperty(PATH, home.toString());
    return true;
  }
}
