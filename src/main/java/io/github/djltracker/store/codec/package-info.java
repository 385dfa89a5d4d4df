/**
 * The binary formats of chunks and entries.
 *
 * <p>{@link ChunkCodec} (open it first) encodes the columns of {@link Points}, byte for byte as specified by
 * {@code chunk-format.md}, and decodes them. {@link EntryCodec} does so for an entry that has not been packed yet.
 * {@link Statistics} summarise a chunk without its body. Data that cannot be read causes a {@link CorruptException}.
 * Uses no other package of {@code store}, and no SQL.
 */
@NullMarked
package io.github.djltracker.store.codec;

import org.jspecify.annotations.NullMarked;
