// What the C++ peers share: the graph as 8-byte offsets and 4-byte targets by source, its transposed form, and the talk
// with the bench over standard input: `iterate N`, `until TOLERANCE`, `answer N FILE`, `quit`; one line of JSON back for each.
#pragma once
#include <fcntl.h>
#include <omp.h>
#include <sys/mman.h>
#include <sys/stat.h>
#include <unistd.h>
#include <chrono>
#include <cmath>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <vector>

inline double nowMs() {
  return std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now().time_since_epoch()).count();
}

template <class T>
struct Mapped {
  const T* data = nullptr;
  size_t count = 0;
  explicit Mapped(const std::string& path) {
    int file = open(path.c_str(), O_RDONLY);
    struct stat about;
    if (file < 0 || fstat(file, &about) != 0) {
      fprintf(stderr, "%s cannot be read\n", path.c_str());
      exit(1);
    }
    count = about.st_size / sizeof(T);
    if (count > 0) data = static_cast<const T*>(mmap(nullptr, about.st_size, PROT_READ, MAP_PRIVATE | MAP_POPULATE, file, 0));
    close(file);
  }
  ~Mapped() {
    if (count > 0) munmap(const_cast<T*>(data), count * sizeof(T));
  }
};

struct Transposed {
  size_t vertexCount = 0;
  size_t edgeCount = 0;
  std::vector<uint64_t> offsets;
  std::vector<uint32_t> sources;
  std::vector<uint32_t> outDegrees;
  double buildMs = 0;

  // Counting and scattering by one thread, in the order of sources.
  explicit Transposed(const std::string& folder) {
    Mapped<uint64_t> outOffsets(folder + "/out.offsets");
    Mapped<uint32_t> targets(folder + "/out.targets");
    double begin = nowMs();
    vertexCount = outOffsets.count - 1;
    edgeCount = targets.count;
    offsets.assign(vertexCount + 1, 0);
    sources.resize(edgeCount);
    outDegrees.resize(vertexCount);
    for (size_t edge = 0; edge < edgeCount; edge += 1) offsets[targets.data[edge] + 1] += 1;
    for (size_t vertex = 0; vertex < vertexCount; vertex += 1) offsets[vertex + 1] += offsets[vertex];
    std::vector<uint64_t> places(offsets.begin(), offsets.end() - 1);
    for (size_t from = 0; from < vertexCount; from += 1) {
      outDegrees[from] = outOffsets.data[from + 1] - outOffsets.data[from];
      for (uint64_t edge = outOffsets.data[from]; edge < outOffsets.data[from + 1]; edge += 1) sources[places[targets.data[edge]]++] = from;
    }
    buildMs = nowMs() - begin;
  }
};

inline void writeAnswer(const char* path, const std::vector<double>& scores) {
  double sum = 0;
  for (double score : scores) sum += score;
  std::vector<double> normal(scores);
  for (double& score : normal) score /= sum;
  FILE* file = fopen(path, "wb");
  if (!file || fwrite(normal.data(), sizeof(double), normal.size(), file) != normal.size()) exit(1);
  fclose(file);
}

// `restart()` sets the even start, `iterate()` does one iteration and gives the sum of all changes, `scores()` gives a score for each vertex.
template <class Ranker>
void serve(Ranker& ranker, double buildMs) {
  printf("{\"ready\":true,\"buildMs\":%.1f,\"threads\":%d}\n", buildMs, omp_get_max_threads());
  fflush(stdout);
  char line[4096];
  char path[4096];
  int count = 0;
  double tolerance = 0;
  while (fgets(line, sizeof line, stdin)) {
    if (sscanf(line, "iterate %d", &count) == 1) {
      printf("{\"ms\":[");
      for (int step = 0; step < count; step += 1) {
        double begin = nowMs();
        ranker.iterate();
        printf("%s%.3f", step == 0 ? "" : ",", nowMs() - begin);
      }
      printf("]}\n");
    } else if (sscanf(line, "until %lf", &tolerance) == 1) {
      ranker.restart();
      const double begin = nowMs();
      for (count = 1; ranker.iterate() > tolerance && count < 1000;) count += 1;
      printf("{\"ms\":%.3f,\"iterations\":%d}\n", nowMs() - begin, count);
    } else if (sscanf(line, "answer %d %4000[^\n]", &count, path) == 2) {
      ranker.restart();
      for (int step = 0; step < count; step += 1) ranker.iterate();
      writeAnswer(path, ranker.scores());
      printf("{\"done\":true}\n");
    } else break;
    fflush(stdout);
  }
}
