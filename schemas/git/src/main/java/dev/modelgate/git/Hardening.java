package dev.modelgate.git;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The settings of every call. Options given with {@code -c} win over every configuration file, and
 * what starts a program (hooks, fsmonitor, filters, helpers, pagers, editors) is switched off by
 * one of them or has nowhere to be read from.
 */
final class Hardening {

  /** What the network's and certificates' owner may set for https; nothing else is inherited. */
  private static final List<String> FOR_HTTPS =
      List.of(
          "https_proxy", "HTTPS_PROXY", "no_proxy", "NO_PROXY", "SSL_CERT_FILE", "SSL_CERT_DIR");

  private static final List<String> SETTINGS =
      List.of(
          "core.hooksPath=/dev/null",
          "core.fsmonitor=false",
          "core.attributesFile=/dev/null",
          "core.excludesFile=/dev/null",
          "core.alternateRefsCommand=true",
          "core.symlinks=true",
          "core.fileMode=true",
          "core.autocrlf=false",
          "core.untrackedCache=false",
          "credential.helper=",
          "protocol.allow=never",
          "http.followRedirects=false",
          "transfer.fsckObjects=true",
          // Harmless, and found in the history of well-known repositories.
          "fetch.fsck.badTimezone=ignore",
          "fetch.fsck.missingSpaceBeforeDate=ignore",
          "fetch.fsck.zeroPaddedFilemode=ignore",
          // Always a pack: it appears whole or not at all, also when we are killed.
          "fetch.unpackLimit=1",
          "fetch.recurseSubmodules=false",
          "submodule.recurse=false",
          "gc.auto=0",
          "maintenance.auto=false");

  private Hardening() {}

  static List<String> options() {
    List<String> options = new ArrayList<>();
    options.add("--no-pager");
    for (String setting : SETTINGS) {
      options.add("-c");
      options.add(setting);
    }
    return options;
  }

  static List<String> optionsFor(RemoteUrl url) {
    return List.of("-c", "protocol." + url.transport().protocol() + ".allow=always");
  }

  static Map<String, String> environment(Path folder) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("PATH", Programs.path());
    environment.put("HOME", "/nonexistent");
    environment.put("LC_ALL", "C.UTF-8");
    environment.put("TZ", "UTC");
    environment.put("GIT_CONFIG_NOSYSTEM", "1");
    environment.put("GIT_CONFIG_SYSTEM", "/dev/null");
    environment.put("GIT_CONFIG_GLOBAL", "/dev/null");
    environment.put("GIT_ATTR_NOSYSTEM", "1");
    environment.put("GIT_CEILING_DIRECTORIES", folder.toString());
    environment.put("GIT_TERMINAL_PROMPT", "0");
    environment.put("GIT_ASKPASS", "/bin/false");
    environment.put("SSH_ASKPASS_REQUIRE", "never");
    environment.put("GIT_EDITOR", "false");
    environment.put("GIT_PAGER", "cat");
    environment.put("GIT_ALLOW_PROTOCOL", "none");
    environment.put("GIT_NO_REPLACE_OBJECTS", "1");
    environment.put("GIT_NO_LAZY_FETCH", "1");
    environment.put("GIT_LITERAL_PATHSPECS", "1");
    environment.put("GIT_AUTHOR_NAME", "Modelgate");
    environment.put("GIT_AUTHOR_EMAIL", "modelgate@localhost");
    environment.put("GIT_COMMITTER_NAME", "Modelgate");
    environment.put("GIT_COMMITTER_EMAIL", "modelgate@localhost");
    return environment;
  }

  static Map<String, String> environmentFor(RemoteUrl url) {
    Map<String, String> environment = new LinkedHashMap<>();
    environment.put("GIT_ALLOW_PROTOCOL", url.transport().protocol());
    switch (url.transport()) {
      case FILE -> {}
      case SSH -> {
        environment.put(
            "GIT_SSH_COMMAND",
            "ssh -oBatchMode=yes -oConnectTimeout=20 -oClearAllForwardings=yes"
                + " -oPermitLocalCommand=no");
        environment.put("GIT_SSH_VARIANT", "ssh");
        inherit(environment, "SSH_AUTH_SOCK");
      }
      case HTTPS -> FOR_HTTPS.forEach(name -> inherit(environment, name));
    }
    return environment;
  }

  private static void inherit(Map<String, String> environment, String name) {
    String value = System.getenv(name);
    if (value != null) {
      environment.put(name, value);
    }
  }
}
