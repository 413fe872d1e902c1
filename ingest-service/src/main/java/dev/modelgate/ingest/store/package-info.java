/**
 * What ingest keeps in PostgreSQL.
 *
 * <p>In: projects and git events. Out: rows, and projects by what they are asked for; those that
 * hooks ask for also from memory, so that they are known while PostgreSQL is away. It does not know
 * what any of it is for, and begins no transaction for writing.
 */
@NullMarked
package dev.modelgate.ingest.store;

import org.jspecify.annotations.NullMarked;
