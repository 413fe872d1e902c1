package dev.modelgate.reporter.intake;

/** What people recognise a commit by. */
public record Commit(String subject, String author, String tree) {}
