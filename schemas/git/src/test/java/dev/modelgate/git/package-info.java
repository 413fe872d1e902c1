@NullMarked
package dev.modelgate.git;

import org.jspecify.annotations.NullMarked;
