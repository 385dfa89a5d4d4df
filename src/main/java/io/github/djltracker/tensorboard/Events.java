package io.github.djltracker.tensorboard;

import java.time.Instant;
import java.util.Map;

/**
 * Events as TensorBoard reads them. The numbers of fields are those of its <a
 * href="https://github.com/tensorflow/tensorboard/tree/2.21.0/tensorboard/compat/proto">event.proto and
 * summary.proto</a> and of the plugin hparams' <a
 * href="https://github.com/tensorflow/tensorboard/blob/2.21.0/tensorboard/plugins/hparams/plugin_data.proto">plugin_data.proto</a>.
 */
final class Events {
    static final String HPARAMS = "hparams";
    static final String SESSION_START = "_hparams_/session_start_info";
    static final String SESSION_END = "_hparams_/session_end_info";
    /** Prefix of the text of markers. */
    static final String MARKER = "djl-tracker ";

    // fields of an Event
    static final int WALL_TIME = 1;
    static final int STEP = 2;
    static final int FILE_VERSION = 3;
    static final int GRAPH = 4;
    static final int SUMMARY = 5;
    static final int SESSION_LOG = 7;
    static final int SOURCE = 10;

    // of a Summary.Value
    static final int TAG = 1;
    static final int SIMPLE_VALUE = 2;
    static final int IMAGE = 4;
    static final int HISTOGRAM = 5;
    static final int AUDIO = 6;
    static final int TENSOR = 8;
    static final int METADATA = 9;

    // of a TensorProto
    static final int DTYPE = 1;
    static final int SHAPE = 2;
    static final int CONTENT = 4;
    static final int FLOATS = 5;
    static final int DOUBLES = 6;
    static final int INTS = 7;
    static final int STRINGS = 8;
    static final int LONGS = 10;

    static final int DT_FLOAT = 1;
    static final int DT_DOUBLE = 2;
    static final int DT_INT32 = 3;
    static final int DT_STRING = 7;
    static final int DT_INT64 = 9;

    private static final String VERSION = "brain.Event:2";

    private Events() {}

    /** The first event of each file. */
    static byte[] fileVersion(long millis) {
        return event(millis).text(FILE_VERSION, VERSION).bytes();
    }

    /** A point. Its value is a float, because TensorBoard's default reader shows no more digits. */
    static byte[] scalar(long millis, long step, String tag, double value) {
        Proto one = new Proto().text(TAG, tag).number(SIMPLE_VALUE, (float) value);
        Proto event = event(millis);
        if (step != 0) {
            event.integer(STEP, step);
        }
        return event.message(SUMMARY, new Proto().message(1, one)).bytes();
    }

    /** Markdown for TensorBoard's page of texts. */
    static byte[] text(long millis, String tag, String markdown) {
        Proto tensor = new Proto()
                .integer(DTYPE, DT_STRING)
                .message(SHAPE, new Proto().message(2, new Proto().integer(1, 1)))
                .text(STRINGS, markdown);
        return summary(millis, tag, "text", new byte[0], tensor);
    }

    /**
     * The settings of a run, for TensorBoard's page of hyperparameters.
     *
     * @param hparams values are texts, numbers or booleans
     */
    static byte[] sessionStart(Instant start, Map<String, Object> hparams) {
        Proto info = new Proto();
        hparams.forEach((name, value) -> {
            Proto any = new Proto();
            if (value instanceof Number number) {
                any.number(2, number.doubleValue());
            } else if (value instanceof Boolean flag) {
                any.integer(4, flag ? 1 : 0);
            } else {
                any.text(3, value.toString());
            }
            info.message(1, new Proto().text(1, name).message(2, any));
        });
        // no group: TensorBoard shows all runs of a group as one row, even if their settings differ
        info.number(5, start.toEpochMilli() / 1e3);
        return hparams(start.toEpochMilli(), SESSION_START, new Proto().message(3, info));
    }

    static byte[] sessionEnd(Instant end, boolean isSuccess) {
        Proto info = new Proto().integer(1, isSuccess ? 1 : 2).number(2, end.toEpochMilli() / 1e3);
        return hparams(end.toEpochMilli(), SESSION_END, new Proto().message(4, info));
    }

    private static byte[] hparams(long millis, String tag, Proto data) {
        // TensorBoard requires a tensor here, which may be empty
        Proto none =
                new Proto().integer(DTYPE, DT_FLOAT).message(SHAPE, new Proto().message(2, new Proto().integer(1, 0)));
        return summary(millis, tag, HPARAMS, data.bytes(), none);
    }

    private static byte[] summary(long millis, String tag, String plugin, byte[] content, Proto tensor) {
        Proto data = new Proto().text(1, plugin);
        if (content.length > 0) {
            data.bytes(2, content);
        }
        Proto value =
                new Proto().text(TAG, tag).message(TENSOR, tensor).message(METADATA, new Proto().message(1, data));
        return event(millis).message(SUMMARY, new Proto().message(1, value)).bytes();
    }

    /** Marks the events before it as those of an entry. TensorBoard ignores it. */
    static byte[] marker(long millis, String what) {
        return event(millis).message(SOURCE, new Proto().text(1, MARKER + what)).bytes();
    }

    private static Proto event(long millis) {
        return new Proto().number(WALL_TIME, millis / 1e3);
    }
}
