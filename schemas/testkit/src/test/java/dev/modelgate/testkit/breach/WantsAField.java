package dev.modelgate.testkit.breach;

import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;

/** Has something put into it behind its constructor's back. */
final class WantsAField {

  @Inject @Nullable String given;
}
