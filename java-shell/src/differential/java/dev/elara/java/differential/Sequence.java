package dev.elara.java.differential;

import java.util.List;
import java.util.Map;

/**
 * Cells that are run one after the other in a fresh shell.
 *
 * @param topic the file it stands in
 * @param name what it is about
 * @param cells the cells' sources
 * @param differences by index of the cell, where our answer is another than JShell's on purpose
 */
public record Sequence(
    String topic, String name, List<String> cells, Map<Integer, Difference> differences) {

  /** Its topic and its name, which no other has. */
  public String title() {
    return topic + ": " + name;
  }

  /**
   * A difference on purpose.
   *
   * @param ours our answer, as {@link Answer#toString}
   * @param reason why the contract is better than JShell
   */
  public record Difference(String ours, String reason) {}
}
