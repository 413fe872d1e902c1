package dev.modelgate.ingest.project;

import org.jspecify.annotations.Nullable;

/**
 * What a person decides about a project.
 *
 * @param name the name that people type, unique among the projects there are
 * @param repository address of the repository, normalised, without credentials
 * @param team the team that owns it
 * @param defaultBranch short name of the default branch; null: what HEAD of the repository names
 * @param buildBranches which branches build
 */
public record ProjectSettings(
    String name,
    String repository,
    String team,
    @Nullable String defaultBranch,
    BuildBranches buildBranches) {}
