/**
 * What a registered repository is.
 *
 * <p>In: what a person asks for. Out: a project, or what is wrong with the request, field by field;
 * for a repository without a forge also the hook script that tells us of its pushes. It does not
 * know where projects are kept.
 */
@NullMarked
package dev.modelgate.ingest.project;

import org.jspecify.annotations.NullMarked;
