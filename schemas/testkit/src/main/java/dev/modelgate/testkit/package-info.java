@NullMarked
package dev.modelgate.testkit;

import org.jspecify.annotations.NullMarked;
