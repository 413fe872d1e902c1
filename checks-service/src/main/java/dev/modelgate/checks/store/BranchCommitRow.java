package dev.modelgate.checks.store;

import io.micronaut.data.annotation.Id;
import io.micronaut.data.annotation.MappedEntity;

/** Where a commit stands on the default branch. */
@MappedEntity("branch_commit")
record BranchCommitRow(String projectId, String branch, @Id String sha, long sequence, int place) {}
