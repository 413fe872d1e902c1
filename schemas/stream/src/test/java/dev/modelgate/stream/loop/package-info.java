@NullMarked
package dev.modelgate.stream.loop;

import org.jspecify.annotations.NullMarked;
