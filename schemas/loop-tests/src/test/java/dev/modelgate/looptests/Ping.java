package dev.modelgate.looptests;

/** What the tiny service knows of an event: whose it is, its number within that key, what to do. */
record Ping(String id, String key, int number, String what) {}
