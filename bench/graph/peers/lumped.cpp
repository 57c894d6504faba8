// Our own algorithm in C++, as a measure of what the machine allows: only linking vertices iterate, their sources in
// blocks that fit the cache, 3-byte ids within a block, one byte a row and block for the count, contributions in doubles for
// small graphs and else in the upper halves of floats, as ours, with what those cannot say kept for the next time; double sums.
#include "csr.hpp"

#include <type_traits>

struct Block {
  size_t sourceFirst = 0;
  std::vector<uint8_t> ids;
  std::vector<uint8_t> counts;
  std::vector<uint32_t> more;
  std::vector<uint64_t> index;  // for each group of rows: neighbours before it, entries of `more` before it
};

constexpr size_t groupRows = 1024;
constexpr size_t chunkGroups = 16;

template <class Contribution>
struct Lumped {
  size_t vertexCount = 0;
  size_t linkingCount = 0;
  double buildMs = 0;
  std::vector<Block> blocks;
  std::vector<Contribution> contributions;
  std::vector<double> sums;
  std::vector<double> ranks;
  std::vector<float> rests;
  std::vector<double> degrees;

  Lumped(const std::string& folder, size_t blockSources) {
    Mapped<uint64_t> offsets(folder + "/out.offsets");
    Mapped<uint32_t> targets(folder + "/out.targets");
    double begin = nowMs();
    vertexCount = offsets.count - 1;
    std::vector<uint32_t> numbers(vertexCount, UINT32_MAX);
    std::vector<uint32_t> ids;
    for (size_t id = 0; id < vertexCount; id += 1) {
      if (offsets.data[id + 1] == offsets.data[id]) continue;
      numbers[id] = linkingCount++;
      ids.push_back(id);
    }
    degrees.resize(linkingCount);
    for (size_t number = 0; number < linkingCount; number += 1) degrees[number] = offsets.data[ids[number] + 1] - offsets.data[ids[number]];
    std::vector<uint64_t> places(linkingCount + 1);
    for (size_t first = 0; first < linkingCount; first += blockSources) {
      const size_t end = std::min(linkingCount, first + blockSources);
      Block block;
      block.sourceFirst = first;
      std::fill(places.begin(), places.end(), 0);
      for (size_t source = first; source < end; source += 1)
        for (uint64_t edge = offsets.data[ids[source]]; edge < offsets.data[ids[source] + 1]; edge += 1)
          if (numbers[targets.data[edge]] != UINT32_MAX) places[numbers[targets.data[edge]] + 1] += 1;
      block.counts.resize(linkingCount);
      uint64_t before = 0;
      for (size_t row = 0; row < linkingCount; row += 1) {
        if (row % groupRows == 0) block.index.insert(block.index.end(), {before, block.more.size()});
        const uint64_t count = places[row + 1];
        block.counts[row] = count < 255 ? count : 255;
        if (count >= 255) block.more.push_back(count);
        before += count;
        places[row + 1] = before;
      }
      block.ids.resize(3 * before + 1);
      for (size_t source = first; source < end; source += 1)
        for (uint64_t edge = offsets.data[ids[source]]; edge < offsets.data[ids[source] + 1]; edge += 1) {
          const uint32_t row = numbers[targets.data[edge]];
          if (row == UINT32_MAX) continue;
          const uint32_t local = source - first;
          memcpy(&block.ids[3 * places[row]++], &local, 3);
        }
      blocks.push_back(std::move(block));
    }
    buildMs = nowMs() - begin;
    contributions.resize(linkingCount);
    sums.resize(linkingCount);
    ranks.resize(linkingCount);
    rests.resize(linkingCount);
    restart();
  }

  void restart() {
    for (size_t row = 0; row < linkingCount; row += 1) {
      const double even = 1.0 / vertexCount;
      ranks[row] = give(row, even);
      rests[row] = 0.15 * even - ranks[row];
      sums[row] = 0;
    }
  }

  // Gives so much in equal parts; what of it was given.
  double give(size_t row, double had) {
    if constexpr (std::is_same_v<Contribution, double>) {
      contributions[row] = had / degrees[row];
      return had;
    } else {
      const float part = had / degrees[row];
      uint32_t bits;
      memcpy(&bits, &part, 4);
      contributions[row] = (bits + 0x8000) >> 16;
      return value(contributions[row]) * degrees[row];
    }
  }

  static double value(double contribution) { return contribution; }

  static double value(uint16_t contribution) {
    const uint32_t bits = static_cast<uint32_t>(contribution) << 16;
    float part;
    memcpy(&part, &bits, 4);
    return part;
  }

  void iterate() {
    const int64_t chunks = (linkingCount + groupRows * chunkGroups - 1) / (groupRows * chunkGroups);
    for (const Block& block : blocks) {
#pragma omp parallel for schedule(dynamic, 1)
      for (int64_t chunk = 0; chunk < chunks; chunk += 1) pull(block, chunk);
    }
    const double jump = 0.15 / vertexCount;
    double change = 0;
#pragma omp parallel for schedule(static) reduction(+ : change)
    for (int64_t row = 0; row < static_cast<int64_t>(linkingCount); row += 1) {
      if constexpr (std::is_same_v<Contribution, double>) {
        const double rank = give(row, 0.85 * sums[row] + jump);
        change += std::fabs(rank - ranks[row]);
        ranks[row] = rank;
      } else {
        const double had = rests[row] + 0.85 * sums[row];
        const double given = give(row, had);
        change += std::fabs(given);
        ranks[row] += given;
        rests[row] = had - given;
      }
      sums[row] = 0;
    }
    if (change < 0) abort();
  }

  void pull(const Block& block, size_t chunk) {
    const size_t rowFirst = chunk * groupRows * chunkGroups;
    const size_t rowEnd = std::min(linkingCount, rowFirst + groupRows * chunkGroups);
    const Contribution* from = contributions.data() + block.sourceFirst;
    const uint8_t* id = block.ids.data() + 3 * block.index[2 * rowFirst / groupRows];
    const uint32_t* more = block.more.data() + block.index[2 * rowFirst / groupRows + 1];
    for (size_t row = rowFirst; row < rowEnd; row += 1) {
      uint32_t count = block.counts[row];
      if (count == 0) continue;
      if (count == 255) count = *more++;
      double first = 0, second = 0, third = 0, fourth = 0;
      for (; count >= 4; count -= 4, id += 12) {
        first += value(from[number(id)]);
        second += value(from[number(id + 3)]);
        third += value(from[number(id + 6)]);
        fourth += value(from[number(id + 9)]);
      }
      for (; count > 0; count -= 1, id += 3) first += value(from[number(id)]);
      sums[row] += (first + second) + (third + fourth);
    }
  }

  static uint32_t number(const uint8_t* id) {
    uint32_t bytes;
    memcpy(&bytes, id, 4);
    return bytes & 0xffffff;
  }

  // Of the linking vertices only, in the order of their ids.
  std::vector<double> scores() const { return ranks; }
};

template <class Contribution>
void rank(char** arguments) {
  Lumped<Contribution> ranker(arguments[1], atoll(arguments[3]));
  serve(ranker, ranker.buildMs);
}

int main(int, char** arguments) {
  omp_set_num_threads(atoi(arguments[2]));
  if (strcmp(arguments[4], "double") == 0) rank<double>(arguments);
  else rank<uint16_t>(arguments);
}
