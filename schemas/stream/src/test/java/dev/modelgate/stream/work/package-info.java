@NullMarked
package dev.modelgate.stream.work;

import org.jspecify.annotations.NullMarked;
