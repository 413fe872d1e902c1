/**
 * The files that jobs left in their artifact folders.
 *
 * <p>In: whose. Out: lists and bytes. The names are a stranger's: they are shown as text and sent
 * as names, and no file here is ever called by one. Knows nothing of HTTP.
 */
@NullMarked
package dev.modelgate.reporter.artifact;

import org.jspecify.annotations.NullMarked;
