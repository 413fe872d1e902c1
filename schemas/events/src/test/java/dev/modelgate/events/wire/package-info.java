@NullMarked
package dev.modelgate.events.wire;

import org.jspecify.annotations.NullMarked;
