@NullMarked
package dev.modelgate.stream.rows;

import org.jspecify.annotations.NullMarked;
