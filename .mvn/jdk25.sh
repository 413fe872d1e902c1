# Finds a JDK 25 wherever one usually is; read by mvnw, by the launcher and by .ci/run.

needs_jdk25="needs a JDK 25 and found none; install one (Debian: the package temurin-25-jdk or openjdk-25-jdk-headless; SDKMAN: sdk install java 25-tem) or set JAVA_HOME to it"

is_jdk25() {
  [ -x "$1/bin/javac" ] && grep -q '^JAVA_VERSION="25[."]' "$1/release" 2>/dev/null
}

find_jdk25() {
  on_path=$(command -v javac 2>/dev/null) && on_path=$(dirname "$(dirname "$(readlink -f "$on_path")")")
  for jdk in "${MODELGATE_JAVA_HOME:-}" "${JAVA_HOME:-}" "${on_path:-}" /usr/lib/jvm/* /usr/java/* /usr/local/*jdk* \
    /opt/*jdk* /opt/java/* /opt/java "${HOME:-/}"/.sdkman/candidates/java/* "${HOME:-/}"/.jdks/* "${HOME:-/}"/.local/share/mise/installs/java/*; do
    if [ -n "$jdk" ] && is_jdk25 "$jdk"; then
      echo "$jdk"
      return 0
    fi
  done
  return 1
}
