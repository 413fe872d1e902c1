package dev.modelgate.scheduler.yaml;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The keys of one place of the file.
 *
 * @param where what stands there, for messages, such as "a workflow"
 * @param read keys that are read
 * @param later keys that the format has and this version does not read yet
 * @param meant what people write for another key, in lower case without "-" and "_", and that key
 */
public record KnownKeys(
    String where, List<String> read, Set<String> later, Map<String, String> meant) {}
