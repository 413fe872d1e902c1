package dev.modelgate.reporter.store;

import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** The ledger of notes: what was asked for last, and what is known to be on the commit. */
@Singleton
public final class NoteStore {

  private final Sql sql;

  NoteStore(Sql sql) {
    this.sql = sql;
  }

  /** Asks for a content; false where the same was asked for last. */
  public boolean want(String projectId, String sha, String sha256) {
    return sql.update(
            "insert into note as n (project_id, sha, wanted_sha256) values (?, ?, ?)"
                + " on conflict (project_id, sha) do update set wanted_sha256 = excluded.wanted_sha256"
                + " where n.wanted_sha256 <> excluded.wanted_sha256",
            projectId,
            sha,
            sha256)
        > 0;
  }

  /** Digest of what is on the commit; empty where nothing of ours is. */
  public Optional<String> delivered(String projectId, String sha) {
    return sql.first(
        "select delivered_sha256 from note where project_id = ? and sha = ?"
            + " and delivered_sha256 is not null",
        row -> row.getString("delivered_sha256"),
        projectId,
        sha);
  }

  /** Writes down that a content is on the commit; false where that was known. */
  public boolean deliver(String projectId, String sha, String sha256, Instant at) {
    return sql.update(
            "update note set delivered_sha256 = ?, delivered_at = ?, trouble = null"
                + " where project_id = ? and sha = ?"
                + " and delivered_sha256 is distinct from ?",
            sha256,
            at,
            projectId,
            sha,
            sha256)
        > 0;
  }

  /** Writes down why no more is tried. */
  public void gaveUp(String projectId, String sha, String reason) {
    sql.update(
        "update note set trouble = ? where project_id = ? and sha = ?", reason, projectId, sha);
  }

  /** Why the note could not be written; empty where there is no trouble. */
  public Optional<String> trouble(String project, String sha) {
    return sql.first(
        "select n.trouble from note n join project p using (project_id)"
            + " where p.name = ? and not p.removed and n.sha = ? and n.trouble is not null",
        row -> row.getString("trouble"),
        project,
        sha);
  }
}
