//! Many pieces of work at once, none of them able to stop the others.

use std::cell::RefCell;
use std::num::NonZero;
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::atomic::{AtomicUsize, Ordering};
use std::sync::mpsc;
use std::thread;

use rayon::{ThreadPool, ThreadPoolBuilder};

/// What a document needs at most in its deepest place, with plenty to spare; only what is used is taken.
const STACK_BYTES: usize = 16 << 20;

/// Runs `work` for every number below `count` and hands each result with its number to `done` as it
/// comes. As many are in work at once as there are cores, each within its own threads: one that
/// waits never takes up another, so that what is in memory depends on the cores alone.
pub(super) fn each<T: Send>(
    count: usize,
    work: impl Fn(usize) -> T + Sync,
    mut done: impl FnMut(usize, T),
) {
    let cores = thread::available_parallelism().map_or(1, NonZero::get);
    let workers = cores.min(count).max(1);
    let next = AtomicUsize::new(0);
    let (sender, receiver) = mpsc::channel();
    thread::scope(|scope| {
        for _ in 0..workers {
            let (sender, next, work) = (sender.clone(), &next, &work);
            scope.spawn(move || {
                within(threads(cores / workers), || {
                    loop {
                        let number = next.fetch_add(1, Ordering::Relaxed);
                        if number >= count || sender.send((number, work(number))).is_err() {
                            return;
                        }
                    }
                });
            });
        }
        drop(sender);
        for (number, result) in receiver {
            done(number, result);
        }
    });
}

/// Threads of one worker; `None` where the system gives no more, and the common ones must do.
fn threads(count: usize) -> Option<ThreadPool> {
    ThreadPoolBuilder::new().num_threads(count).stack_size(STACK_BYTES).build().ok()
}

fn within(threads: Option<ThreadPool>, work: impl FnOnce() + Send) {
    match threads {
        Some(threads) => threads.install(work),
        None => work(),
    }
}

thread_local! {
    static FAULT: RefCell<Option<String>> = const { RefCell::new(None) };
}

/// Keeps the words of a fault from the terminal, where they might show what is in a file; the place in
/// the program is kept for [`sheltered`].
pub(super) fn quiet_faults() {
    std::panic::set_hook(Box::new(|fault| {
        let place = fault.location().map(|place| format!("{}:{}", place.file(), place.line()));
        FAULT.set(place);
    }));
}

/// The result of the work, or the place in the program where it broke off.
pub(super) fn sheltered<T>(work: impl FnOnce() -> T) -> Result<T, String> {
    FAULT.take();
    catch_unwind(AssertUnwindSafe(work))
        .map_err(|_| FAULT.take().unwrap_or_else(|| "in un punto non noto".to_owned()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_number_is_worked_on_once_and_no_more_at_once_than_there_are_cores() {
        let (now, most) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let mut results = Vec::new();
        let work = |number: usize| {
            most.fetch_max(now.fetch_add(1, Ordering::SeqCst) + 1, Ordering::SeqCst);
            // What a stage shares out inside must not take up the next number.
            let (left, right) = rayon::join(|| number, || number);
            now.fetch_sub(1, Ordering::SeqCst);
            left + right
        };
        each(200, work, |number, result| results.push((number, result)));
        results.sort_unstable();
        let expected: Vec<_> = (0..200).map(|number| (number, 2 * number)).collect();
        assert_eq!(results, expected);
        let cores = thread::available_parallelism().unwrap().get();
        assert!(most.into_inner() <= cores);
    }

    #[test]
    fn a_fault_is_told_by_its_place_and_stops_nothing_else() {
        quiet_faults();
        let work = |number: usize| sheltered(|| assert_ne!(number, 1, "Mario Rossi"));
        let mut results = vec![None, None, None];
        each(3, work, |number, result| results[number] = Some(result));
        let told = results[1].take().unwrap().unwrap_err();
        assert!(told.starts_with("src/cli/parallel.rs:"), "{told}");
        assert_eq!(results, [Some(Ok(())), None, Some(Ok(()))]);
    }
}
