/**
 * The command line: one class a command, each a few lines over {@code server}, {@code client} or
 * {@code demo}.
 */
@NullMarked
package dev.modelgate.standalone;

import org.jspecify.annotations.NullMarked;
