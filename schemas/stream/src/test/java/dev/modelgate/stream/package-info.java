@NullMarked
package dev.modelgate.stream;

import org.jspecify.annotations.NullMarked;
