package io.github.djltracker.wire.form;

import com.fasterxml.jackson.core.JsonGenerator;
import io.github.djltracker.domain.query.Curve;
import io.github.djltracker.domain.query.Curve.Bucket;
import io.github.djltracker.wire.json.Fields;
import io.github.djltracker.wire.json.Form;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;

/** Curves over HTTP: the buckets of a line as columns. */
final class CurveForm {
    private CurveForm() {}

    static void write(JsonGenerator out, Curve curve) throws IOException {
        out.writeStringField("name", curve.name());
        Form.text(out, "phase", curve.phase());
        out.writeArrayFieldStart("lines");
        for (Curve.Line line : curve.lines()) {
            out.writeStartObject();
            MetricForm.run(out, line.run());
            integers(out, "firstStep", line.buckets(), Bucket::firstStep);
            integers(out, "lastStep", line.buckets(), Bucket::lastStep);
            integers(out, "firstTime", line.buckets(), Bucket::firstTime);
            integers(out, "lastTime", line.buckets(), Bucket::lastTime);
            numbers(out, "first", line.buckets(), Bucket::first);
            numbers(out, "last", line.buckets(), Bucket::last);
            numbers(out, "min", line.buckets(), Bucket::min);
            numbers(out, "max", line.buckets(), Bucket::max);
            numbers(out, "mean", line.buckets(), Bucket::mean);
            integers(out, "count", line.buckets(), Bucket::count);
            integers(out, "nan", line.buckets(), Bucket::nan);
            out.writeEndObject();
        }
        out.writeEndArray();
    }

    static Curve read(Fields in) {
        List<Curve.Line> lines = new ArrayList<>();
        for (Fields line : in.objects("lines")) {
            lines.add(new Curve.Line(line.uuidOrNull("run"), buckets(line)));
        }
        return new Curve(in.string("name"), in.stringOrNull("phase"), lines);
    }

    private static List<Bucket> buckets(Fields in) {
        long[] firstStep = in.integers("firstStep");
        int count = firstStep.length;
        long[] lastStep = integers(in, "lastStep", count);
        long[] firstTime = integers(in, "firstTime", count);
        long[] lastTime = integers(in, "lastTime", count);
        double[] first = numbers(in, "first", count);
        double[] last = numbers(in, "last", count);
        double[] min = numbers(in, "min", count);
        double[] max = numbers(in, "max", count);
        double[] mean = numbers(in, "mean", count);
        long[] counts = integers(in, "count", count);
        long[] nan = integers(in, "nan", count);
        List<Bucket> buckets = new ArrayList<>(count);
        for (int i = 0; i < count; i++) {
            buckets.add(new Bucket(
                    firstStep[i],
                    lastStep[i],
                    firstTime[i],
                    lastTime[i],
                    first[i],
                    last[i],
                    min[i],
                    max[i],
                    mean[i],
                    counts[i],
                    nan[i]));
        }
        return buckets;
    }

    private static long[] integers(Fields in, String field, int count) {
        long[] values = in.integers(field);
        requireLength(in, field, values.length, count);
        return values;
    }

    private static double[] numbers(Fields in, String field, int count) {
        double[] values = in.numbers(field);
        requireLength(in, field, values.length, count);
        return values;
    }

    private static void requireLength(Fields in, String field, int length, int count) {
        if (length != count) {
            throw in.refused(field, "has " + length + " items, but firstStep has " + count);
        }
    }

    private static void integers(JsonGenerator out, String field, List<Bucket> buckets, ToLongFunction<Bucket> value)
            throws IOException {
        Form.integers(out, field, buckets.stream().mapToLong(value).toArray());
    }

    private static void numbers(JsonGenerator out, String field, List<Bucket> buckets, ToDoubleFunction<Bucket> value)
            throws IOException {
        Form.numbers(out, field, buckets.stream().mapToDouble(value).toArray());
    }
}
