package io.github.djltracker.cli.terminal;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;

/** A stream that a command writes to, which reports when its reader has closed it. Not thread-safe. */
public final class Output {
    private final OutputStream stream;
    private final Charset charset;

    /** Writes to this stream, which may be buffered. */
    public Output(OutputStream stream, Charset charset) {
        this.stream = stream;
        this.charset = charset;
    }

    Charset charset() {
        return charset;
    }

    /** Writes text, with a question mark for each character that the charset does not have. */
    public void print(String text) {
        write(text.getBytes(charset));
    }

    /** Writes bytes unchanged: JSON and CSV are UTF-8 on every terminal. */
    public void write(byte[] bytes) {
        try {
            stream.write(bytes);
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }

    /** An output stream that writes here; closing it does nothing. */
    public OutputStream asStream() {
        return new OutputStream() {
            @Override
            public void write(int one) {
                Output.this.write(new byte[] {(byte) one});
            }

            @Override
            public void write(byte[] bytes, int from, int count) {
                try {
                    stream.write(bytes, from, count);
                } catch (IOException e) {
                    throw new OutputException(e);
                }
            }
        };
    }

    public void flush() {
        try {
            stream.flush();
        } catch (IOException e) {
            throw new OutputException(e);
        }
    }
}
