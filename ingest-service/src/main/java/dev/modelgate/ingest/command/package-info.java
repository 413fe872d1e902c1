/**
 * What a person asks for.
 *
 * <p>In: the fields of a request. Out: a command, or what is wrong with the request, field by
 * field. It does not know whether the run exists: who owns the run carries the command out.
 */
@NullMarked
package dev.modelgate.ingest.command;

import org.jspecify.annotations.NullMarked;
