// PageRank over Java WebGraph: the same edges stored as a BVGraph, transposed and stored again, then a pull loop over its
// successor lists with double scores. A proxy for LAW's own PageRank, which walks the same lists but is in no public
// repository. `balls N` counts with HyperBall (64 registers) instead.
import it.unimi.dsi.webgraph.BVGraph;
import it.unimi.dsi.webgraph.ImmutableGraph;
import it.unimi.dsi.webgraph.NodeIterator;
import it.unimi.dsi.webgraph.Transform;
import it.unimi.dsi.webgraph.algo.HyperBall;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.RandomAccessFile;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.DoubleAdder;

public final class WebGraphPull {
  private static final int CHUNK = 16384;

  /** The bench's two files as a graph. */
  private static final class Raw extends ImmutableGraph {
    private static final int PART_BITS = 28;
    private final LongBuffer offsets;
    private final IntBuffer[] targets;

    Raw(final String folder) throws IOException {
      try (FileChannel file = FileChannel.open(Path.of(folder, "out.offsets"))) {
        offsets = file.map(FileChannel.MapMode.READ_ONLY, 0, file.size()).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
      }
      try (FileChannel file = FileChannel.open(Path.of(folder, "out.targets"))) {
        final long part = 4L << PART_BITS;
        targets = new IntBuffer[(int) ((file.size() + part - 1) / part)];
        for (int at = 0; at < targets.length; at += 1) targets[at] = file.map(FileChannel.MapMode.READ_ONLY, at * part, Math.min(part, file.size() - at * part)).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
      }
    }

    @Override public int numNodes() { return offsets.limit() - 1; }
    @Override public boolean randomAccess() { return true; }
    @Override public int outdegree(final int vertex) { return (int) (offsets.get(vertex + 1) - offsets.get(vertex)); }
    @Override public ImmutableGraph copy() { return this; }

    @Override public int[] successorArray(final int vertex) {
      final long first = offsets.get(vertex);
      final int[] list = new int[outdegree(vertex)];
      for (int at = 0; at < list.length; at += 1) {
        final long place = first + at;
        list[at] = targets[(int) (place >>> PART_BITS)].get((int) (place & ((1 << PART_BITS) - 1)));
      }
      return list;
    }
  }

  private interface Body { void run() throws IOException; }

  private static void parallel(final int threads, final Body body) throws Exception {
    final List<Thread> list = new ArrayList<>();
    final Throwable[] failure = new Throwable[1];
    for (int at = 0; at < threads; at += 1) {
      final Thread thread = new Thread(() -> {
        try {
          body.run();
        } catch (final Throwable problem) {
          failure[0] = problem;
        }
      });
      thread.start();
      list.add(thread);
    }
    for (final Thread thread : list) thread.join();
    if (failure[0] != null) throw new IllegalStateException(failure[0]);
  }

  public static void main(final String[] arguments) throws Exception {
    final String folder = arguments[0];
    final int threads = Integer.parseInt(arguments[1]);
    final String work = arguments[2];
    final long begin = System.nanoTime();
    final Raw raw = new Raw(folder);
    final int count = raw.numNodes();
    final int[] outDegrees = new int[count];
    for (int vertex = 0; vertex < count; vertex += 1) outDegrees[vertex] = raw.outdegree(vertex);
    BVGraph.store(raw, work + "/forward", -1, -1, -1, -1, 0, threads, null);
    final long stored = System.nanoTime();
    BVGraph.store(Transform.transposeOffline(BVGraph.load(work + "/forward"), 100_000_000, new File(work)), work + "/backward", -1, -1, -1, -1, 0, threads, null);
    final long transposed = System.nanoTime();
    final BVGraph backward = BVGraph.load(work + "/backward");
    final double bits = 8.0 * new File(work + "/backward.graph").length() / backward.numArcs();
    System.out.printf(Locale.ROOT, "{\"ready\":true,\"buildMs\":%.1f,\"note\":\"BVGraph %.1f s, transposed %.1f s, %.1f bits an edge\"}%n", (transposed - begin) / 1e6, (stored - begin) / 1e9, (transposed - stored) / 1e9, bits);

    final double[][] ranks = {new double[count], new double[count]};
    final double[] dangling = {0};
    final Runnable restart = () -> {
      double mass = 0;
      for (int vertex = 0; vertex < count; vertex += 1) {
        ranks[0][vertex] = 1.0 / count / Math.max(1, outDegrees[vertex]);
        if (outDegrees[vertex] == 0) mass += 1.0 / count;
      }
      dangling[0] = mass;
    };
    restart.run();
    // Shares (rank over out-degree) are kept, so that the inner loop is one read and one addition.
    final Body iterate = () -> {
      final AtomicInteger next = new AtomicInteger();
      final DoubleAdder mass = new DoubleAdder();
      final double base = (0.15 + 0.85 * dangling[0]) / count;
      try {
        parallel(threads, () -> {
          final ImmutableGraph graph = backward.copy();
          final double[] before = ranks[0];
          final double[] after = ranks[1];
          for (int first; (first = next.getAndAdd(CHUNK)) < count && first >= 0;) {
            final int end = Math.min(count, first + CHUNK);
            final NodeIterator iterator = graph.nodeIterator(first);
            double own = 0;
            for (int vertex = first; vertex < end; vertex += 1) {
              iterator.nextInt();
              final int degree = iterator.outdegree();
              final int[] sources = iterator.successorArray();
              double sum = 0;
              for (int at = 0; at < degree; at += 1) sum += before[sources[at]];
              final double rank = base + 0.85 * sum;
              if (outDegrees[vertex] == 0) own += rank;
              after[vertex] = rank / Math.max(1, outDegrees[vertex]);
            }
            mass.add(own);
          }
        });
      } catch (final Exception problem) {
        throw new IOException(problem);
      }
      dangling[0] = mass.sum();
      final double[] swap = ranks[0];
      ranks[0] = ranks[1];
      ranks[1] = swap;
    };

    final BufferedReader input = new BufferedReader(new InputStreamReader(System.in));
    for (String line; (line = input.readLine()) != null && !line.equals("quit");) {
      final String[] words = line.split(" ", 3);
      if (words[0].equals("iterate")) {
        final StringBuilder times = new StringBuilder();
        for (int step = Integer.parseInt(words[1]); step > 0; step -= 1) {
          final long from = System.nanoTime();
          iterate.run();
          times.append(times.length() == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.3f", (System.nanoTime() - from) / 1e6));
        }
        System.out.println("{\"ms\":[" + times + "]}");
      } else if (words[0].equals("answer")) {
        restart.run();
        for (int step = Integer.parseInt(words[1]); step > 0; step -= 1) iterate.run();
        write(words[2], ranks[0], outDegrees);
        System.out.println("{\"done\":true}");
      } else if (words[0].equals("balls")) {
        final StringBuilder times = new StringBuilder();
        final HyperBall balls = new HyperBall(backward, null, 6, null, threads, 0, 0, false, false, true, null, 1);
        balls.init(1);
        for (int step = Integer.parseInt(words[1]); step > 0; step -= 1) {
          final long from = System.nanoTime();
          balls.iterate();
          times.append(times.length() == 0 ? "" : ",").append(String.format(Locale.ROOT, "%.3f", (System.nanoTime() - from) / 1e6));
        }
        balls.close();
        System.out.println("{\"ms\":[" + times + "]}");
      }
    }
  }

  private static void write(final String path, final double[] shares, final int[] outDegrees) throws IOException {
    double sum = 0;
    for (int vertex = 0; vertex < shares.length; vertex += 1) sum += shares[vertex] * Math.max(1, outDegrees[vertex]);
    try (FileChannel file = new RandomAccessFile(path, "rw").getChannel()) {
      final ByteBuffer buffer = ByteBuffer.allocate(1 << 20).order(ByteOrder.LITTLE_ENDIAN);
      for (int vertex = 0; vertex < shares.length; vertex += 1) {
        buffer.putDouble(shares[vertex] * Math.max(1, outDegrees[vertex]) / sum);
        if (!buffer.hasRemaining() || vertex == shares.length - 1) {
          buffer.flip();
          while (buffer.hasRemaining()) file.write(buffer);
          buffer.clear();
        }
      }
    }
  }
}
