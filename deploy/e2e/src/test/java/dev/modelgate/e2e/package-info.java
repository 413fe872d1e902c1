/** Whole-system tests: the product as its users start it, from outside. */
@NullMarked
package dev.modelgate.e2e;

import org.jspecify.annotations.NullMarked;
