// PageRank in the manner of the GAP benchmark suite's reference `pr`, written after its public description: pull over
// in-links, floats throughout, new contributions used as soon as they are there (Gauss-Seidel), work shared in dynamic
// chunks of 16,384 vertices, dangling mass left out (which only scales the answer).
#include "csr.hpp"

struct GapbsLike {
  const Transposed& graph;
  std::vector<float> scoreOf;
  std::vector<float> contributions;

  explicit GapbsLike(const Transposed& graph) : graph(graph), scoreOf(graph.vertexCount), contributions(graph.vertexCount) { restart(); }

  void restart() {
    for (size_t vertex = 0; vertex < graph.vertexCount; vertex += 1) {
      scoreOf[vertex] = 1.0f / graph.vertexCount;
      contributions[vertex] = scoreOf[vertex] / graph.outDegrees[vertex];
    }
  }

  double iterate() {
    const int64_t count = graph.vertexCount;
    const float base = 0.15f / count;
    double error = 0;
#pragma omp parallel for schedule(dynamic, 16384) reduction(+ : error)
    for (int64_t vertex = 0; vertex < count; vertex += 1) {
      float sum = 0;
      for (uint64_t edge = graph.offsets[vertex]; edge < graph.offsets[vertex + 1]; edge += 1) sum += contributions[graph.sources[edge]];
      const float before = scoreOf[vertex];
      scoreOf[vertex] = base + 0.85f * sum;
      error += std::fabs(scoreOf[vertex] - before);
      contributions[vertex] = scoreOf[vertex] / graph.outDegrees[vertex];
    }
    return error;
  }

  std::vector<double> scores() const { return std::vector<double>(scoreOf.begin(), scoreOf.end()); }
};

int main(int, char** arguments) {
  omp_set_num_threads(atoi(arguments[2]));
  Transposed graph(arguments[1]);
  GapbsLike ranker(graph);
  serve(ranker, graph.buildMs);
}
