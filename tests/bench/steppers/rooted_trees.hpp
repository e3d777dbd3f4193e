// The order conditions of Runge-Kutta methods, one a rooted tree, made rather than typed.
#pragma once

#include <cstddef>
#include <functional>
#include <string>
#include <vector>

namespace twinarm::oracle {

/// A rooted tree: its root's branches, sorted so that each tree is made once. `density` is gamma of Butcher.
struct Tree {
    std::vector<Tree> branches;
    int order = 1;
    double density = 1;
    std::string name = "o";
};

inline Tree tree_of(const std::vector<Tree>& branches) {
    Tree tree;
    tree.branches = branches;
    tree.name = "[";
    for (const Tree& branch : branches) {
        tree.order += branch.order;
        tree.density *= branch.density;
        tree.name += branch.name;
    }
    tree.name += branches.empty() ? "" : "]";
    if (branches.empty()) tree.name = "o";
    tree.density *= tree.order;
    return tree;
}

/// All rooted trees with `order` nodes: 1, 1, 2, 4, 9, 20, 48, 115 of them.
inline std::vector<Tree> trees_of(int order) {
    std::vector<Tree> smaller, out;
    for (int n = 1; n < order; ++n)
        for (const Tree& tree : trees_of(n)) smaller.push_back(tree);
    std::vector<Tree> chosen;
    const std::function<void(int, std::size_t)> choose = [&](int left, std::size_t from) {
        if (left == 0) out.push_back(tree_of(chosen));
        for (std::size_t i = from; i < smaller.size() && smaller[i].order <= left; ++i) {
            chosen.push_back(smaller[i]);
            choose(left - smaller[i].order, i);
            chosen.pop_back();
        }
    };
    choose(order - 1, 0);
    return out;
}

/// A Butcher table; `stages` rows.
struct Table {
    std::vector<std::vector<double>> a;
    std::vector<double> c, b, error;
};

/// sum_i w_i phi_i(tree), phi_i the product over the root's branches of sum_j a_ij phi_j(branch).
inline double elementary_weight(const Table& table, const std::vector<double>& w, const Tree& tree) {
    double sum = 0;
    for (std::size_t i = 0; i < w.size(); ++i) {
        double product = w[i];
        for (const Tree& branch : tree.branches) product *= elementary_weight(table, table.a[i], branch);
        sum += product;
    }
    return sum;
}

}  // namespace twinarm::oracle
