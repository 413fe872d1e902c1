/**
 * Bytes of a file to a tree in which every value knows its place.
 *
 * <p>In: a YAML file, written by anybody. Out: nodes whose values are text as it was written, or a
 * {@link dev.modelgate.scheduler.yaml.Problem} with its place; and what every reader of such a tree
 * needs to say something helpful. It does not know what the keys mean.
 */
@NullMarked
package dev.modelgate.scheduler.yaml;

import org.jspecify.annotations.NullMarked;
