// Our own algorithm in C++, as a measure of what the machine allows: only linking vertices iterate, their sources in
// blocks that fit the cache, 3-byte ids within a block. For small graphs contributions and sums are doubles, with one byte a row and block for the
// count. Else contributions are the upper halves of floats, as ours, with what those cannot say kept for the next time; the rows
// of a window stand in the order of their counts, four with the same count side by side, and sums are floats between two blocks.
#include "csr.hpp"

#include <type_traits>

// Rows of some groups in the order of their counts; those with more than `slicedMax` neighbours come first.
struct Window {
  std::vector<uint32_t> longCounts;
  std::vector<std::pair<uint32_t, uint32_t>> runs;  // count, rows that have it
  std::vector<uint16_t> rows;
  std::vector<uint8_t> ids;
};

struct Block {
  size_t sourceFirst = 0;
  std::vector<uint8_t> ids;
  std::vector<uint8_t> counts;
  std::vector<uint32_t> more;
  std::vector<uint64_t> index;  // for each group of rows: neighbours before it, entries of `more` before it
  std::vector<Window> windows;
};

constexpr size_t groupRows = 1024;
constexpr size_t chunkGroups = 16;
constexpr size_t windowRows = groupRows * chunkGroups;
constexpr uint32_t slicedMax = 64;

template <class Contribution>
struct Lumped {
  size_t vertexCount = 0;
  size_t linkingCount = 0;
  double buildMs = 0;
  std::vector<Block> blocks;
  std::vector<Contribution> contributions;
  static constexpr bool sliced = std::is_same_v<Contribution, uint16_t>;
  std::vector<std::conditional_t<sliced, float, double>> sums;
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
      if constexpr (sliced) cutWindows(block);
      blocks.push_back(std::move(block));
    }
    buildMs = nowMs() - begin;
    contributions.resize(linkingCount);
    sums.resize(linkingCount);
    ranks.resize(linkingCount);
    rests.resize(linkingCount);
    restart();
  }

  // The block's own arrays are given up for windows.
  void cutWindows(Block& block) {
    const uint8_t* id = block.ids.data();
    const uint32_t* more = block.more.data();
    for (size_t rowFirst = 0; rowFirst < linkingCount; rowFirst += windowRows) {
      const size_t rowCount = std::min(linkingCount - rowFirst, windowRows);
      Window window;
      std::vector<std::vector<uint16_t>> rowsOf(slicedMax + 1);
      std::vector<const uint8_t*> begins(rowCount);
      for (size_t row = 0; row < rowCount; row += 1) {
        uint32_t count = block.counts[rowFirst + row];
        if (count == 255) count = *more++;
        begins[row] = id;
        id += 3 * count;
        if (count <= slicedMax) {
          if (count > 0) rowsOf[count].push_back(row);
          continue;
        }
        window.longCounts.push_back(count);
        window.rows.push_back(row);
        window.ids.insert(window.ids.end(), begins[row], id);
      }
      for (uint32_t count = 1; count <= slicedMax; count += 1) {
        const std::vector<uint16_t>& rows = rowsOf[count];
        if (rows.empty()) continue;
        window.runs.push_back({count, rows.size()});
        window.rows.insert(window.rows.end(), rows.begin(), rows.end());
        const size_t sliceEnd = rows.size() & ~size_t(3);
        for (size_t row = 0; row < sliceEnd; row += 4)
          for (uint32_t k = 0; k < count; k += 1)
            for (size_t lane = 0; lane < 4; lane += 1) {
              const uint8_t* own = begins[rows[row + lane]] + 3 * k;
              window.ids.insert(window.ids.end(), own, own + 3);
            }
        for (size_t row = sliceEnd; row < rows.size(); row += 1) window.ids.insert(window.ids.end(), begins[rows[row]], begins[rows[row]] + 3 * count);
      }
      window.ids.push_back(0);
      window.ids.shrink_to_fit();
      block.windows.push_back(std::move(window));
    }
    block.ids = {};
    block.counts = {};
    block.more = {};
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

  double iterate() {
    const int64_t chunks = (linkingCount + groupRows * chunkGroups - 1) / (groupRows * chunkGroups);
    for (const Block& block : blocks) {
#pragma omp parallel for schedule(dynamic, 1)
      for (int64_t chunk = 0; chunk < chunks; chunk += 1) {
        if constexpr (sliced) pullWindow(block, chunk);
        else pull(block, chunk);
      }
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
    return change;
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

  void pullWindow(const Block& block, size_t chunk) {
    const Window& window = block.windows[chunk];
    const Contribution* from = contributions.data() + block.sourceFirst;
    float* to = &sums[chunk * windowRows];
    const uint8_t* id = window.ids.data();
    const uint16_t* row = window.rows.data();
    for (const uint32_t count : window.longCounts) {
      to[*row] = sumOf(from, id, count, to[*row]);
      row += 1;
      id += 3 * count;
    }
    for (const auto& [count, rows] : window.runs) {
      for (uint32_t slice = 0; slice < rows / 4; slice += 1, row += 4) {
        double lanes[4];
        for (size_t lane = 0; lane < 4; lane += 1) lanes[lane] = to[row[lane]];
        uint32_t k = 0;
        for (; k + 4 <= count; k += 4, id += 48)
          for (size_t lane = 0; lane < 4; lane += 1) lanes[lane] += (given(from, id + 3 * lane) + given(from, id + 12 + 3 * lane)) + (given(from, id + 24 + 3 * lane) + given(from, id + 36 + 3 * lane));
        for (; k < count; k += 1, id += 12)
          for (size_t lane = 0; lane < 4; lane += 1) lanes[lane] += given(from, id + 3 * lane);
        for (size_t lane = 0; lane < 4; lane += 1) to[row[lane]] = lanes[lane];
      }
      for (uint32_t left = 0; left < rows % 4; left += 1, row += 1, id += 3 * count) to[*row] = sumOf(from, id, count, to[*row]);
    }
  }

  static double sumOf(const Contribution* from, const uint8_t* id, uint32_t count, double sum) {
    for (; count >= 4; count -= 4, id += 12) sum += (given(from, id) + given(from, id + 3)) + (given(from, id + 6) + given(from, id + 9));
    for (; count > 0; count -= 1, id += 3) sum += given(from, id);
    return sum;
  }

  static float given(const Contribution* from, const uint8_t* id) { return static_cast<float>(value(from[number(id)])); }

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
