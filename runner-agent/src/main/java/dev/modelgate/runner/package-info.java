@NullMarked
package dev.modelgate.runner;

import org.jspecify.annotations.NullMarked;
