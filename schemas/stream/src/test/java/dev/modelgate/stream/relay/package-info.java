@NullMarked
package dev.modelgate.stream.relay;

import org.jspecify.annotations.NullMarked;
