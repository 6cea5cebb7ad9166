// Solves one max-min instance with SimGrid through its public interface, as a peer for the bench.
//
// In, on standard input: links, flows (int32), capacities (float64), offsets (int32, flows + 1), links of flows (int32).
// Out: one line of JSON: seconds to set the flows up, seconds from then to the first completion (one full solve), the first rate.
//
// Each flow gets a source host whose way out is the flow's path; all sinks are one host in a star. Links have no latency, and all corrections
// of the TCP model are off, so that rates are plain max-min.
#include <chrono>
#include <cstdint>
#include <cstdio>
#include <simgrid/s4u.hpp>
#include <string>
#include <unistd.h>
#include <vector>

namespace sg4 = simgrid::s4u;
using clk = std::chrono::steady_clock;

template <typename T> static std::vector<T> take(size_t n) {
  std::vector<T> v(n);
  if (n > 0 && fread(v.data(), sizeof(T), n, stdin) != n) exit(2);
  return v;
}

static double seconds(clk::time_point a, clk::time_point b) { return std::chrono::duration<double>(b - a).count(); }

int main(int argc, char** argv) {
  sg4::Engine e(&argc, argv);
  sg4::Engine::set_config("network/model:CM02");
  sg4::Engine::set_config("network/crosstraffic:0");
  sg4::Engine::set_config("network/TCP-gamma:0");
  sg4::Engine::set_config("network/bandwidth-factor:1");
  sg4::Engine::set_config("network/latency-factor:1");
  sg4::Engine::set_config("network/weight-S:0");
  sg4::Engine::set_config("network/optim:Full");
  sg4::Engine::set_config("maxmin/precision:1e-9");
  auto sizes = take<int32_t>(2);
  const size_t L = sizes[0], F = sizes[1];
  auto capacity = take<double>(L);
  auto offset = take<int32_t>(F + 1);
  auto link = take<int32_t>(offset[F]);

  auto* zone = sg4::create_star_zone("star");
  std::vector<sg4::Link*> links(L);
  for (size_t l = 0; l < L; l++) links[l] = zone->create_link("l" + std::to_string(l), capacity[l])->set_latency(0)->seal();
  auto* sink = zone->create_host("sink", 1e9)->seal();
  zone->add_route(nullptr, sink->get_netpoint(), nullptr, nullptr, std::vector<sg4::LinkInRoute>{}, false);
  std::vector<sg4::Host*> hosts(F);
  for (size_t f = 0; f < F; f++) {
    hosts[f] = zone->create_host("h" + std::to_string(f), 1e9)->seal();
    std::vector<sg4::LinkInRoute> path;
    for (int32_t i = offset[f]; i < offset[f + 1]; i++) path.emplace_back(links[link[i]]);
    zone->add_route(hosts[f]->get_netpoint(), nullptr, nullptr, nullptr, path, false);
  }
  zone->seal();
  sg4::Actor::create("all", sink, [&]() {
    auto t0 = clk::now();
    std::vector<sg4::CommPtr> comms;
    comms.reserve(F);
    for (size_t f = 0; f < F; f++) comms.push_back(sg4::Comm::sendto_async(hosts[f], sink, 1000000000ULL));
    auto t1 = clk::now();
    sg4::Comm::wait_any(comms);
    auto t2 = clk::now();
    printf("{\"build_s\":%.6f,\"solve_s\":%.6f,\"fastest\":%.12g}\n", seconds(t0, t1), seconds(t1, t2), 1e9 / sg4::Engine::get_clock());
    fflush(stdout);
    _exit(0);
  });
  e.run();
  return 0;
}
