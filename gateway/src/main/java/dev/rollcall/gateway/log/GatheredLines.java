package dev.rollcall.gateway.log;

import java.io.IOException;
import java.io.OutputStream;
import java.util.concurrent.locks.ReentrantLock;

/**
 * Lines on their way to a stream, in their order, many with one write. Holds at most {@link
 * #CAPACITY} bytes beside those being written: whoever brings more waits until there is room.
 * Thread safe.
 */
final class GatheredLines {

    static final int CAPACITY = 64 * 1024;

    private final OutputStream out;

    /** Held by whoever writes, so that lines stay in their order; taken before the other. */
    private final ReentrantLock writing = new ReentrantLock();

    private final ReentrantLock gathering = new ReentrantLock();

    private byte[] gathered = new byte[CAPACITY];
    private int size;

    /** Guarded by {@link #writing}. */
    private byte[] spare = new byte[CAPACITY];

    GatheredLines(OutputStream out) {
        this.out = out;
    }

    /** Whether it is the first since the last write, and so needs somebody to write it. */
    boolean add(byte[] line) throws IOException {
        while (line.length <= CAPACITY) {
            gathering.lock();
            try {
                if (line.length <= CAPACITY - size) {
                    System.arraycopy(line, 0, gathered, size, line.length);
                    size += line.length;
                    return size == line.length;
                }
            } finally {
                gathering.unlock();
            }
            flush();
        }
        writeAlone(line);
        return false;
    }

    private void writeAlone(byte[] line) throws IOException {
        writing.lock();
        try {
            flush();
            out.write(line);
            out.flush();
        } finally {
            writing.unlock();
        }
    }

    boolean isEmpty() {
        gathering.lock();
        try {
            return size == 0;
        } finally {
            gathering.unlock();
        }
    }

    /** Returns when all that was added before is written; what cannot be is lost. */
    void flush() throws IOException {
        writing.lock();
        try {
            int length = swap();
            if (length > 0) {
                out.write(spare, 0, length);
                out.flush();
            }
        } finally {
            writing.unlock();
        }
    }

    /** What was gathered is {@link #spare} then. */
    private int swap() {
        gathering.lock();
        try {
            byte[] full = gathered;
            int length = size;
            gathered = spare;
            spare = full;
            size = 0;
            return length;
        } finally {
            gathering.unlock();
        }
    }
}
