package dev.modelgate.reporter.pages;

import java.util.List;

/**
 * What the jobs of a run left.
 *
 * @param rows a hundred at most
 * @param all address of the whole list, for programs; empty where the rows are all
 * @param remark a sentence where they cannot be listed
 */
public record ArtifactsView(List<Row> rows, String all, String remark) {

  /** One file; {@code step} is empty where the run has only one. */
  public record Row(String step, String path, String url, String size) {}
}
