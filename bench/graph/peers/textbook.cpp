// PageRank as textbooks have it: for every vertex, pull the shares of those who link to it; the mass of dangling
// vertices is spread evenly. Compressed rows of 4-byte ids, float shares, each sum in a double.
#include "csr.hpp"

struct Textbook {
  const Transposed& graph;
  std::vector<float> shares;
  std::vector<double> ranks;
  double danglingMass = 0;

  explicit Textbook(const Transposed& graph) : graph(graph), shares(graph.vertexCount), ranks(graph.vertexCount) { restart(); }

  void restart() {
    danglingMass = 0;
    for (size_t vertex = 0; vertex < graph.vertexCount; vertex += 1) set(vertex, 1.0 / graph.vertexCount, danglingMass);
  }

  void set(size_t vertex, double rank, double& dangling) {
    ranks[vertex] = rank;
    if (graph.outDegrees[vertex] == 0) {
      dangling += rank;
      shares[vertex] = 0;
    } else shares[vertex] = static_cast<float>(rank / graph.outDegrees[vertex]);
  }

  double iterate() {
    const int64_t count = graph.vertexCount;
    const double base = (0.15 + 0.85 * danglingMass) / count;
    double change = 0;
#pragma omp parallel for schedule(dynamic, 16384) reduction(+ : change)
    for (int64_t vertex = 0; vertex < count; vertex += 1) {
      double sum = 0;
      for (uint64_t edge = graph.offsets[vertex]; edge < graph.offsets[vertex + 1]; edge += 1) sum += shares[graph.sources[edge]];
      const double rank = base + 0.85 * sum;
      change += std::fabs(rank - ranks[vertex]);
      ranks[vertex] = rank;
    }
    double dangling = 0;
#pragma omp parallel for schedule(static) reduction(+ : dangling)
    for (int64_t vertex = 0; vertex < count; vertex += 1) set(vertex, ranks[vertex], dangling);
    danglingMass = dangling;
    return change;
  }

  std::vector<double> scores() const { return ranks; }
};

int main(int, char** arguments) {
  omp_set_num_threads(atoi(arguments[2]));
  Transposed graph(arguments[1]);
  Textbook ranker(graph);
  serve(ranker, graph.buildMs);
}
