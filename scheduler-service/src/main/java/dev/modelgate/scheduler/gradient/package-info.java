/**
 * Text of GradientCI's workflow file to the same model as our own.
 *
 * <p>In: the bytes of {@code .ps_project/config.yaml}, version 2, and of the files of parameters
 * that it names. Out: what {@link dev.modelgate.scheduler.workflow} puts out, for what people
 * really committed: one obvious reading is obeyed with a warning, a guess is an error. It does not
 * know the repository, the git event, the project or its settings.
 */
@NullMarked
package dev.modelgate.scheduler.gradient;

import org.jspecify.annotations.NullMarked;
