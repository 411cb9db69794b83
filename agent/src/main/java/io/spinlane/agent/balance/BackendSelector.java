package io.spinlane.agent.balance;

import org.jspecify.annotations.Nullable;

/**
 * Chooses the back-end of a new connection, on one core. Schedulers with turns take them core by
 * core: cores share no turn, and each begins at another member, so that many cores with few
 * connections each do not all begin with the same back-end.
 *
 * <p>Allocates only when it meets other candidates than before. Owned by one core.
 */
public final class BackendSelector {
  /** Draws until two members differ; a single heavy one may come up every time. */
  private static final int DRAWS = 3;

  private static final long GOLDEN_GAMMA = 0x9E37_79B9_7F4A_7C15L;

  private final BackendLoads loads;
  private final int core;

  /** By service row. */
  private final int[] next;

  private final @Nullable Turns[] turns;

  private long random;

  /** What a scheduler remembers between the picks of one service. */
  private static final class Turns {
    Candidates candidates = Candidates.NONE;
    @Nullable SmoothTurns smooth;
    @Nullable LeastLoaded least;

    /** Of the loads, when the weights were read. */
    int version;
  }

  /**
   * For a core.
   *
   * @param core its row
   * @param services rows of services there can be
   * @param seed of what is drawn at random; each core draws something else
   */
  public BackendSelector(BackendLoads loads, int core, int services, long seed) {
    this.loads = loads;
    this.core = core;
    this.next = new int[services];
    this.turns = new Turns[services];
    this.random = Maglev.mix(seed + core);
    java.util.Arrays.fill(next, core);
  }

  /**
   * Chooses one.
   *
   * @param service row of the service
   * @param clientHash 64 well mixed bits of the client's address
   * @param flowHash 64 well mixed bits of the flow; both are the same on every host
   * @return the row of the back-end, or −1 when there is none
   */
  public int select(Candidates candidates, int service, long clientHash, long flowHash) {
    if (candidates.size() == 0) {
      return -1;
    }
    int member =
        switch (candidates.scheduling) {
          case ROUND_ROBIN -> turn(candidates, service);
          case WEIGHTED_ROUND_ROBIN -> smoothTurn(candidates, service, 0);
          case LOAD_AWARE -> smoothTurn(candidates, service, loads.version());
          case LEAST_CONNECTIONS -> leastLoaded(candidates, service);
          case SOURCE_HASH -> slot(candidates, clientHash);
          case MAGLEV -> slot(candidates, flowHash);
          case POWER_OF_TWO -> lessLoadedOfTwo(candidates);
        };
    return member < 0 ? -1 : candidates.rows[member];
  }

  /**
   * The one that hashing alone chooses, of candidates that are chosen by a hash; −1: there is none.
   * Parameters as of {@link #select}.
   */
  public static int hashed(Candidates candidates, long clientHash, long flowHash) {
    if (candidates.table.length == 0) {
      return -1;
    }
    boolean byClient = candidates.scheduling == Scheduling.SOURCE_HASH;
    return candidates.rows[slot(candidates, byClient ? clientHash : flowHash)];
  }

  private int turn(Candidates candidates, int service) {
    int turn = next[service];
    if (turn >= candidates.size()) {
      turn %= candidates.size();
    }
    next[service] = turn + 1;
    return turn;
  }

  private static int slot(Candidates candidates, long hash) {
    return candidates.table[(int) ((hash >>> 32) % Maglev.SLOTS)];
  }

  private int smoothTurn(Candidates candidates, int service, int version) {
    Turns known = turns[service];
    SmoothTurns smooth = known == null ? null : known.smooth;
    if (smooth == null || known.candidates != candidates || known.version != version) {
      smooth = meetSmooth(candidates, service, version);
    }
    return smooth.next();
  }

  private SmoothTurns meetSmooth(Candidates candidates, int service, int version) {
    Turns known = turns(service);
    SmoothTurns smooth = known.smooth;
    boolean first = smooth == null;
    if (smooth == null) {
      smooth = new SmoothTurns();
      known.smooth = smooth;
    }
    if (first || known.version != version || !candidates.hasMembersOf(known.candidates)) {
      smooth.become(candidates.rows, weights(candidates));
      for (int i = 0; first && i < core; i++) {
        smooth.next();
      }
    }
    known.least = null;
    known.candidates = candidates;
    known.version = version;
    return smooth;
  }

  /** The weights that hold: drawn, or set by the master for who goes by that. */
  private int[] weights(Candidates candidates) {
    int[] weights = candidates.weights.clone();
    if (candidates.scheduling == Scheduling.LOAD_AWARE) {
      for (int member = 0; member < weights.length; member++) {
        weights[member] = loads.weight(candidates.rows[member], weights[member]);
      }
    }
    return weights;
  }

  private int leastLoaded(Candidates candidates, int service) {
    Turns known = turns[service];
    LeastLoaded least = known == null ? null : known.least;
    if (least == null || known.candidates != candidates) {
      least = meetLeast(candidates, service);
    }
    return least.next();
  }

  private LeastLoaded meetLeast(Candidates candidates, int service) {
    Turns known = turns(service);
    LeastLoaded least = known.least;
    if (least == null || !candidates.hasMembersOf(known.candidates)) {
      least = new LeastLoaded(loads, candidates.rows, candidates.weights);
      known.least = least;
    }
    known.smooth = null;
    known.candidates = candidates;
    return least;
  }

  private Turns turns(int service) {
    Turns known = turns[service];
    if (known == null) {
      known = new Turns();
      turns[service] = known;
    }
    return known;
  }

  /**
   * Mitzenmacher, "The Power of Two Choices in Randomized Load Balancing" (2001), with draws and
   * loads by weight.
   */
  private int lessLoadedOfTwo(Candidates candidates) {
    WeightedDraw draw = candidates.draw;
    if (draw == null) {
      return -1;
    }
    int one = draw.draw(random());
    int two = draw.draw(random());
    for (int draws = 2; two == one && draws < DRAWS; draws++) {
      two = draw.draw(random());
    }
    long loadOfOne = (loads.active(candidates.rows[one]) + 1L) * candidates.weights[two];
    long loadOfTwo = (loads.active(candidates.rows[two]) + 1L) * candidates.weights[one];
    return loadOfOne <= loadOfTwo ? one : two;
  }

  /** SplitMix64 (Steele, Lea and Flood, 2014), finished by the hash's finalizer. */
  private long random() {
    random += GOLDEN_GAMMA;
    return Maglev.mix(random);
  }
}
